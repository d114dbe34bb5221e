#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: records of variables keep no variable alive where the linker can drop both, and those that stay have theirs, with
# -flto and in shared libraries too; a program without pointers in variables has no records.

cat > p.c <<'END'
#include <goro.h>
#include <stdio.h>
#include <stdlib.h>
struct root { char *address; unsigned long count; void *type; };
extern const struct root first[] __asm__ ("__start_goro_roots"), last[] __asm__ ("__stop_goro_roots");
char *dropped_zero, *dropped_value = "x", *kept_zero, *kept_value = "y";
static char *volatile kept_static;
int dropped (void) { return dropped_zero == dropped_value; }
int main (void)
{
  int n = 0;
  kept_zero = kept_value;
  kept_static = kept_zero;
  for (const struct root *r = first; r < last; r++)
    n += r->address == (char *) &kept_zero || r->address == (char *) &kept_value || r->address == (char *) &kept_static;
  printf ("%d\n", n);
}
END
sections="-O2 -ffunction-sections -fdata-sections -Wl,--gc-sections"
for options in "-fuse-ld=bfd -Wl,-z,start-stop-gc" "-fuse-ld=lld"; do
  command -v ld.${options#*ld=} > /dev/null || [ "${options%% *}" = -fuse-ld=bfd ] || continue
  $GORO_CC $sections $options p.c -o p
  [ "$(./p)" = 3 ]
  if nm p | grep dropped; then exit 1; fi
done
$GORO_CC $sections p.c -o p
[ "$(./p)" = 3 ]
$GORO_CC -O2 -flto p.c -o p
[ "$(./p)" -ge 1 ]
$GORO_CC -O2 -fPIC -shared -Dmain=library p.c -o libp.so
readelf -r libp.so | grep -q kept_value

printf 'int number; char *const name = "x"; int main (void) { return number; }\n' > none.c
$GORO_CC -O2 -c none.c -o none.o
if readelf -SW none.o | grep goro_roots; then exit 1; fi
