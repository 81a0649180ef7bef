# SPDX-License-Identifier: MIT
# sign.ps1 FILE...: signs with the certificate of the variable CERTIFICATE (a .pfx in base64) and its
# PASSWORD. The time stamp keeps the signature good when the certificate has run out.
$ErrorActionPreference = "Stop"
$pfx = Join-Path $env:RUNNER_TEMP "signs.pfx"
try {
    [IO.File]::WriteAllBytes($pfx, [Convert]::FromBase64String($env:CERTIFICATE))
    $tool = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" |
        Sort-Object FullName | Select-Object -Last 1
    & $tool.FullName sign /fd SHA256 /td SHA256 /tr http://timestamp.digicert.com `
        /f $pfx /p $env:PASSWORD /d Keyready $args
    if ($LASTEXITCODE) { throw "signtool ended with $LASTEXITCODE" }
    & $tool.FullName verify /pa $args
    if ($LASTEXITCODE) { throw "the signature is not good" }
} finally {
    Remove-Item $pfx -ErrorAction SilentlyContinue
}
