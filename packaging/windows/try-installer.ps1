# SPDX-License-Identifier: MIT
# try-installer.ps1 SETUP: it installs, its program proves itself, and nothing is left of it.
$ErrorActionPreference = "Stop"
$place = Join-Path $env:RUNNER_TEMP "Keyready"
Start-Process $args[0] -Wait -ArgumentList "/VERYSILENT", "/SUPPRESSMSGBOXES", "/CURRENTUSER", "/DIR=$place"
& "$place\keyready.exe" self-test
if ($LASTEXITCODE) { throw "the self-test failed" }
Start-Process "$place\unins000.exe" -Wait -ArgumentList "/VERYSILENT", "/SUPPRESSMSGBOXES"
for ($second = 0; (Test-Path $place) -and $second -lt 20; $second++) { Start-Sleep 1 }
if (Test-Path $place) { throw "something is left in $place" }
