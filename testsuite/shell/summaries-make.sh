#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: make compiles again what has relied on a summary that has changed, and nothing else; in one go, whatever the order of the files, if the makefile
# includes the rules beside the summaries.

cat > lib.c <<'END'
int *kept;
int scale (int *p, int by) { return *p * by; }
END
sed 's/{/{ kept = p;/' lib.c > keeps
cp lib.c harmless
sed 's/{/{ kept = 0;/' lib.c > other
cp "$GORO_SRC/testsuite/shell/support/summaries-caller.c" user.c
cp "$GORO_SRC/testsuite/shell/support/summaries-main.c" main.c
cat > GNUmakefile <<'END'
objects = main.o user.o lib.o
CC = $(GORO_CC) -O2 -fplugin-arg-goro-summaries=$(folder) $(deps)
p: $(objects)
	$(CC) $(objects) -o $@
.c.o:
	$(CC) -c $< -o $@
	echo $@ >> compiled
-include $(objects:.o=.d)
ifdef rules
-include $(folder)/*.mk
endif
END
unset MAKEFLAGS MFLAGS MAKELEVEL
touch_later () { sleep 0.02; cp "$1" lib.c; : > compiled; }
runs () { [ "$(GORODEBUG=stackmove=1,escapeverify=1 ./p 2>&1)" = 42 ] || { echo "wrong: $*"; exit 1; }; }
compiled () { [ "$(sort compiled | tr '\n' ' ')" = "$* " ] || { echo "compiled are: $(tr '\n' ' ' < compiled), not $*"; exit 1; }; }

for kind in 'summaries: -MMD' "$PWD/summaries: -MD -MP" 'my\ summaries: -MMD -MF $*.d -MT $*.o'; do
  folder=${kind%%:*} deps=${kind#*: }
  make_it () { make -s folder="$folder" deps="$deps" "$@"; }
  rm -rf ./*.o ./*.d summaries 'my summaries'
  cp harmless lib.c
  make_it rules=1
  rm user.o
  make_it rules=1
  runs first
  # user.o comes first, and must wait for what lib.c is going to tell.
  touch_later keeps
  make_it rules=1 || { echo "does not link ($folder, $deps)"; exit 1; }
  runs changed
  compiled lib.o user.o
  make_it rules=1
  compiled lib.o user.o
  # user.o relies on nothing now; then on the new one, which does not change.
  touch_later harmless
  make_it rules=1
  compiled lib.o
  rm user.o
  make_it rules=1
  touch_later other
  make_it rules=1
  make_it rules=1
  compiled lib.o
  # Without the rules the second time.
  touch_later keeps
  if make_it > messages 2>&1; then echo "expected to come too late"; exit 1; fi
  grep -q 'compile it again' messages
  make_it || { echo "does not link the second time ($folder, $deps)"; exit 1; }
  runs second
  compiled lib.o user.o
  # A folder that is gone is none that stops make.
  touch_later harmless
  make_it rules=1
  rm user.o
  make_it rules=1
  rm -r summaries 'my summaries' 2> messages || true
  make_it rules=1 || { echo "does not go on without the folder ($folder, $deps)"; exit 1; }
  runs without
done
