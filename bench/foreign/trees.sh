# SPDX-License-Identifier: MIT
# binary-trees and gcbench on one P beside foreign/trees.c: what trees-malloc.sh and trees-boehm.sh share.
# trees NAME COMMAND [FLAG]...: NAME ends the rows' names; the flags are for the other side, -l last.
trees ()
{
  local which=$1 command=$2 name
  shift 2
  case $command in
    prepare)
      $CC -O2 "$here/foreign/trees.c" -o "$OUT/trees-$which-beside" "$@" 2>"$OUT/trees-$which.cc.log" ||
        echo "trees-$which: left out: see trees-$which.cc.log"
      [ -z "$GORO_GCC" ] || for name in binary-trees gcbench; do
        "$GORO_GCC" -O2 "$here/$name.c" -o "$OUT/trees-$which-$name" || echo "trees-$which: ours does not build"
      done
      ;;
    ours)
      for name in binary-trees gcbench; do
        GOROMAXPROCS=1 "$OUT/trees-$which-$name" | sed -E "s/^([^ ]+)/\\1-$which/"
      done
      ;;
    beside)
      [ ! -x "$OUT/trees-$which-beside" ] || for name in binary-trees gcbench; do
        "$OUT/trees-$which-beside" "$name"
      done
      ;;
  esac
}
