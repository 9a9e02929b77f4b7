@echo off
rem The benchmarks on Windows, with the same arguments as ./bench:
rem   bench              lists the scenarios
rem   bench decode       runs one
rem   bench jmh ...      runs the micro-benchmarks, with the arguments of JMH
rem It builds the driver, the emulator and the benchmarks once. After changes of the sources delete benchmarks\target.
setlocal
set "project=%~dp0"
if not exist "%project%benchmarks\target\lib" (
  echo Building the driver, the emulator and the benchmarks, once... 1>&2
  pushd "%project%"
  call mvn -B -q -Dstyle.color=never -Dmaven.test.skip=true -Djacoco.skip=true -Dspotless.check.skip=true -pl benchmarks -am package dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=%project%benchmarks\target\lib" 1>&2
  popd
)
if not exist "%project%benchmarks\target\lib" (
  echo bench: The benchmarks could not be built. 1>&2
  exit /b 1
)
rem The dot keeps the backslash before it from taking the quote away.
java %BENCH_JAVA_OPTIONS% -Xmx2g "-Dbench.project=%project%." -cp "%project%benchmarks\target\classes;%project%benchmarks\target\lib\*" io.github.redshiftdata.benchmarks.Bench %*
exit /b %errorlevel%
