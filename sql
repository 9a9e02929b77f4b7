#!/usr/bin/env bash
# A SQL shell on the embedded emulator, or on any URL of the driver:
#   ./sql                                   at a terminal, on the emulator's ticket shop
#   ./sql -e "select count(*) from sales"   statements
#   ./sql -f script.sql                     a file
#   ./sql < script.sql                      the same by a pipe
#   ./sql jdbc:redshift-data://…            the same on any URL, before or after the other arguments
#   ./sql -t --format csv -o sales.csv -e "select * from sales"
#   ./sql -v day=2024-02-29 -f report.sql   a variable: :'day' in the file
#   ./sql --history jdbc:redshift-data://…  what ran there of late; --attach ID fetches the results of one of them
#   ./sql --help                            all options
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

# Java reads its arguments in the characters of the locale; what these lack would reach the warehouse as another text.
if [[ $(locale charmap 2>/dev/null) != UTF-8 ]]; then
  export LC_ALL=C.UTF-8
fi

# JLine uses a library of its own for the terminal, about which newer versions of Java would warn.
shell=(java --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
  -cp "$(echo "$project"/shell/target/redshift-data-sql-*[0-9T].jar):$(<"$classpath_file")")
main=io.github.redshiftdata.shell.SqlMain

# Java starts faster from an archive of the classes that a first query loads. Each Java has its own, since it takes no other's.
archive=$project/shell/target/sql-$(readlink -f "$(command -v java)" | cksum | cut -d' ' -f1).jsa
if [[ -w ${archive%/*} ]] && [[ ! -f $archive || $classpath_file -nt $archive ]]; then
  "${shell[@]}" -XX:ArchiveClassesAtExit="$archive.$$" "$main" -e 'select 1' </dev/null >/dev/null 2>&1 || true
  # Without an archive the shell starts, too.
  mv -f "$archive.$$" "$archive" 2>/dev/null || touch "$archive" || true
fi
exec "${shell[@]}" -XX:SharedArchiveFile="$archive" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr "$main" "$@"
