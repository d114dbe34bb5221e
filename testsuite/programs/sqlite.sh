#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: SQLite: its shell with some hundred statements, and eight goroutines with a database each.

. "$GORO_SRC/testsuite/programs/support/program.sh"

options='-DSQLITE_THREADSAFE=2 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE'

build ()
{
  cc=$1
  shift
  define=
  [ "$plain" = no ] || define=-DPLAIN
  # shellcheck disable=SC2086
  $cc "$@" $options -c "$source/sqlite3.c" &&
    $cc "$@" $options -I"$source" "$source/shell.c" sqlite3.o -o shell -lm &&
    $cc "$@" $define -I"$source" "$support/sqlite-goroutines.c" sqlite3.o -o eight -lm
}

run ()
{
  { cat "$support/statements.sql" && awk -f "$support/statements.awk"; } > statements || return
  # Some statements are errors, so the shell's status is 1.
  status=0
  timeout 900 ./shell -batch -init /dev/null :memory: < statements 2>&1 > output.shell || status=$?
  cat output.shell
  echo "status $status"
  [ "$status" -le 1 ] && timeout 900 ./eight
}

program sqlite-shell
