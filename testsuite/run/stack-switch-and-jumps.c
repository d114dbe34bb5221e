/* SPDX-License-Identifier: MIT */
/* Purpose: Computed gotos, switches and loops with exits in the middle around calls that grow the
   stack. */
#include "support/check.h"

static OPAQUE int interpret (const char *program, int *cells)
{
  static const void *const labels[] = { &&up, &&right, &&left, &&stop };
  int *p = cells;

#define NEXT do { grow (3); goto *labels[*program++ - '0']; } while (0)
  NEXT;
up:
  ++*p;
  NEXT;
right:
  p++;
  NEXT;
left:
  p--;
  NEXT;
stop:
  grow (50);
  return (int) (p - cells);
}

static OPAQUE int scan (const int *p)
{
  for (int i = 0;; i++) {
    switch (p[i]) {
    case 0: grow (4); continue;
    case 1: grow (8); break;
    case 3: return i;
    default: grow (12); break;
    }
    if (p[i + 1] == 9)
      return -1;
  }
}

static void test (void)
{
  int cells[5] = { 0 };

  CHECK (interpret ("0010001020111003", cells) == 4);
  CHECK (cells[0] == 2 && cells[1] == 4 && cells[4] == 2);
  int data[] = { 0, 1, 0, 2, 0, 0, 3 };
  CHECK (scan (data) == 6);
}

int main (void)
{
  in_goroutine (test);
  return 0;
}
