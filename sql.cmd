@echo off
rem The SQL shell on Windows, with the same options as ./sql:
rem   sql -e "select count(*) from sales"
rem   sql --help
rem It builds the shell and the emulator once. After changes of the sources delete shell\target.
setlocal
set "project=%~dp0"
set "sqljar="
set "emulatorjar="
if not exist "%project%shell\target\redshift-data-sql-*-all.jar" (
  echo Building the driver and the emulator, once... 1>&2
  pushd "%project%"
  call mvn -B -q -Dstyle.color=never -Dmaven.test.skip=true -Djacoco.skip=true -Dspotless.check.skip=true -pl shell -am package 1>&2
  popd
)
for %%j in ("%project%shell\target\redshift-data-sql-*-all.jar") do set "sqljar=%%~fj"
for %%j in ("%project%emulator\target\redshift-data-emulator-*-all.jar") do set "emulatorjar=%%~fj"
if not defined sqljar (
  echo sql: The shell could not be built. 1>&2
  exit /b 1
)
java --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "%sqljar%;%emulatorjar%" io.github.redshiftdata.shell.SqlMain %*
exit /b %errorlevel%
