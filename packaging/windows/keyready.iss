; SPDX-License-Identifier: MIT
; Inno Setup 6: iscc /DVersion=1.2.3 packaging\windows\keyready.iss
; For the person alone, without administrator, as the keyring is the person's too.

#ifndef Version
  #error Say which version: /DVersion=1.2.3
#endif

[Setup]
AppId={{7B0E6E0C-5C0B-4C62-9C58-1D3E4B6F6A51}
AppName=Keyready
AppVersion={#Version}
AppVerName=Keyready {#Version}
AppPublisher=The Keyready authors
AppPublisherURL=https://github.com/keyready/keyready
AppSupportURL=https://github.com/keyready/keyready/issues
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Keyready
DefaultGroupName=Keyready
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\package\work\build\keyready.ico
UninstallDisplayIcon={app}\keyready-window.exe
OutputDir=..\..\dist
OutputBaseFilename=keyready-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes
RestartApplications=no
ChangesEnvironment=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ko"; MessagesFile: "compiler:Languages\Korean.isl"

[CustomMessages]
en.InTerminals=Use &keyready in terminals (adds its folder to PATH)
ko.InTerminals=터미널에서 &keyready 사용 (PATH에 폴더 추가)

[Tasks]
Name: "terminals"; Description: "{cm:InTerminals}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not would be loaded all the same.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\keyready\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\Keyready"; Filename: "{app}\keyready-window.exe"; AppUserModelID: "io.github.keyready.Keyready"

[Registry]
Root: HKA; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Tasks: terminals; Check: not IsAdminInstallMode and NotInPath

[Run]
Filename: "{app}\keyready-window.exe"; Description: "{cm:LaunchProgram,Keyready}"; Flags: nowait postinstall skipifsilent

[Code]
function PathNow(): String;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Result) then
    Result := '';
end;

function NotInPath(): Boolean;
begin
  Result := Pos(';' + Lowercase(ExpandConstant('{app}')) + ';', ';' + Lowercase(PathNow()) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Paths, Ours: String;
  At: Integer;
begin
  if Step <> usPostUninstall then
    exit;
  Paths := PathNow();
  Ours := ';' + ExpandConstant('{app}');
  At := Pos(Lowercase(Ours), Lowercase(Paths));
  if At > 0 then
  begin
    Delete(Paths, At, Length(Ours));
    RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Paths);
  end;
end;
