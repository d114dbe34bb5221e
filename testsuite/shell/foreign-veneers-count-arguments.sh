#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: A veneer says how many registers hold arguments, where a prototype does, so that the collector does not look at the others.

cat > p.c <<'END'
struct large { long words[4]; };
struct pair { char *first, *second; };
void none (void), one (int), numbers (double, float), two (char *, double, char *), four (char *, struct pair, char *), many (int, int, int, int, int, int);
void beyond (int, int, int, int, int, int, int), variadic (char *, ...), old ();
struct large result (char *);
void all (char *p, struct pair pair)
{
  none ();
  one (1);
  numbers (1, 2);
  two (p, 1, p);
  four (p, pair, p);
  many (1, 2, 3, 4, 5, 6);
  beyond (1, 2, 3, 4, 5, 6, 7);
  variadic (p);
  old (p);
  result (p);
}
END
while read -r name entry; do
  for option in "-O0" "-O2 -fPIC"; do
    $GORO_CC $option -S p.c -o p.s
    awk -v name="goro.$name:" -v entry="*$entry@GOTPCREL(%rip)" '
      $1 == name { inside = 1 } inside && $1 == "jmp" { exit $2 != entry } END { if (!inside) exit 1 }' p.s \
      || { echo "$name $option: not $entry"; grep -A4 "goro.$name:" p.s; exit 1; }
  done
done <<'END'
none __goro_foreign_0
one __goro_foreign_1
numbers __goro_foreign_0
two __goro_foreign_2
four __goro_foreign_4
many __goro_foreign
args.beyond __goro_foreign_args
variadic __goro_foreign
old __goro_foreign
result __goro_foreign_2
END
