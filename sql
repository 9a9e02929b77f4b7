#!/usr/bin/env bash
# A SQL shell (sqlline) on the embedded emulator, or on any URL of the driver:
#   ./sql                                   interactive, on the emulator's ticket shop
#   ./sql -e "select count(*) from sales"   one statement
#   ./sql -f script.sql                     a file
#   ./sql jdbc:redshift-data://…            the same on any URL, before or after the other arguments
# Credentials of a real warehouse come from the AWS environment, as everywhere.
set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
classpath_file=$project/shell/target/shell.classpath

newest_source() {
  find "$project" -path '*/target' -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml -o -path '*/META-INF-services/*' \) -type f -newer "$classpath_file" -print -quit
}

if [[ ! -f $classpath_file || -n $(newest_source) ]]; then
  echo "Building the driver and the emulator (once)…" >&2
  (cd "$project" && mvn -B -q -Dstyle.color=never -Dmaven.test.skip=true -Djacoco.skip=true -Dspotless.check.skip=true \
    -pl shell -am package) >&2
  # Maven leaves the file as it is when the class path has not changed.
  touch "$classpath_file"
fi

url=jdbc:redshift-data://embedded/dev
arguments=()
# A person at the keyboard wants a prompt, the number of rows and the time; a script wants the rows.
silent=()
terminal=()
java_options=()
if [[ ! -t 0 || ! -t 1 ]]; then
  silent=(--silent=true)
fi
if [[ ! -t 1 ]]; then
  # Without a terminal there is no width to fit the table into.
  terminal=(--maxWidth=1000)
  java_options=(-Dorg.jline.terminal.dumb=true)
fi
while (($# > 0)); do
  case $1 in
    jdbc:*) url=$1 ;;
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    -e) arguments+=(-e "${2:?-e needs a statement}"); silent=(--silent=true); shift ;;
    -f) arguments+=(--run="${2:?-f needs a file}"); silent=(--silent=true); shift ;;
    *) arguments+=("$1") ;;
  esac
  shift
done

# sqlline prints a stack trace with each error of -e and -f: the message is enough.
without_traces() {
  awk '/^java[.].*(Exception|Error)/ { skip = 1; traced = 0; next }
       skip && /^\tat |^Caused by:|^\t[.][.][.] / { traced = 1; next }
       skip && !traced { next }
       { skip = 0; print; fflush() }' >&2
}

command=(java "${java_options[@]}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
  -cp "$(<"$classpath_file")" sqlline.SqlLine
  -d io.github.redshiftdata.jdbc.RedshiftDataDriver -u "$url" -n '' -p ''
  "${silent[@]}" --isolation=TRANSACTION_SERIALIZABLE "${terminal[@]}" "${arguments[@]}")

if ((${#silent[@]} == 0)); then
  # awk reads in blocks: errors would show up at the end only.
  exec "${command[@]}"
fi
exec "${command[@]}" 2> >(without_traces)
