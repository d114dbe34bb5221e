#!/bin/sh
# SPDX-License-Identifier: MIT
# Purpose: where a barrier is not called there is no more of it than its test: no address is computed for the call beforehand, and nothing
# goes through a copy.

cat > p.c <<'END'
struct node { struct node *next; long number; void *data[2]; };
void loop (struct node *p, struct node **q, int n)
{
  for (int i = 0; i < n; i++) {
    p->next = q[i];
    p->data[1] = q[i]->data[0];
  }
}
void take (struct node *p, int n) { p->data[0] = (struct node *) p->data[0] - n; }
END
for options in -O2 '-O3 -fno-tree-vectorize' '-O2 -fPIC'; do
  # shellcheck disable=SC2086
  $GORO_CC $options -S p.c -o p.s
  for function in loop take; do
    # Up to the first return.
    awk -v name="$function:" '$0 == name { on = 1 } on { print } on && $1 == "ret" { exit }' p.s > "$function.s"
    grep -q __goro_marking "$function.s" || { echo "$options: $function has no barrier"; exit 1; }
    ! grep 'goro fence\|goro: slot\|call' "$function.s" || { echo "$options: $function goes by the barrier's way"; exit 1; }
    ! grep 'lea.*[0-9](%rdi)' "$function.s" || { echo "$options: $function computes an address for the barrier"; exit 1; }
  done
done
