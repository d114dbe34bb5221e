/* SPDX-License-Identifier: MIT */
/* Purpose: Functions that are aliases, weak, weak references, ifuncs, target_clones, target ("avx2"), optimize ("O0"), flatten, cold,
   noclone, returns_nonnull, noreturn, in a section of their own: called directly and through pointers, on a growing stack. */
#include "support/check.h"

static int implementation (int *p) { grow (20); return *p; }
static int other (int *p) { grow (20); return -*p; }
__attribute__ ((noipa)) int original (int *p) { grow (20); return *p + 1; }
extern int alias (int *) __attribute__ ((alias ("original")));
extern int weak_alias (int *) __attribute__ ((weak, alias ("original")));
static int reference (int *) __attribute__ ((weakref ("original")));
__attribute__ ((weak, noipa)) int weak (int *p) { grow (20); return *p + 2; }

static int choice = 1;
static int (*resolve (void)) (int *) { return choice ? implementation : other; }
extern int chosen (int *) __attribute__ ((ifunc ("resolve")));

__attribute__ ((target_clones ("avx2", "default"), noinline)) int cloned (int *p) { grow (20); return *p + 3; }
__attribute__ ((target ("avx2"), noipa)) static int avx2 (int *p) { grow (20); return *p + 4; }
__attribute__ ((optimize ("O0"), noipa)) static int slow (int *p) { int x = *p, *q = &x; grow (20); return *q + 5; }
__attribute__ ((optimize ("O3"), noipa)) static int fast (int *p) { int x = *p, *q = &x; grow (20); return *q + 6; }
__attribute__ ((flatten, noipa)) static int flat (int *p) { return other (p) + 7; }
__attribute__ ((cold, noipa)) static int cold (int *p) { grow (20); return *p + 8; }
__attribute__ ((section (".text.goro_of_its_own"), noipa)) static int placed (int *p) { grow (20); return *p + 9; }
__attribute__ ((always_inline)) static inline int always (int *p) { int x[2] = { *p }; grow (20); return x[0] + 10; }
__attribute__ ((returns_nonnull, noclone, noinline)) static int *same (int *p) { grow (20); return p; }
__attribute__ ((no_instrument_function, noipa, hot)) static int plain (int *p) { grow (20); return *p + 11; }
__attribute__ ((noreturn, noipa)) static void leave (int *p) { grow (20); CHECK (*p == 5); goro_exit (); }

static void last (void)
{
  int x = 5;
  goro_wait_group_done (&goroutines_under_test);
  leave (&x);
}

static void test (void)
{
  int x = 5;
  int (*volatile functions[]) (int *) = { chosen, original, alias, weak_alias, reference, weak, cloned, avx2, slow, fast,
                                          flat, cold, placed, plain };
  static const int expected[] = { 5, 6, 6, 6, 6, 7, 8, 9, 10, 11, 2, 13, 14, 16 };

  CHECK (chosen (&x) == 5 && original (&x) == 6 && alias (&x) == 6 && weak_alias (&x) == 6 && reference (&x) == 6);
  CHECK (weak (&x) == 7 && cloned (&x) == 8 && slow (&x) == 10 && fast (&x) == 11 && flat (&x) == 2);
  CHECK (cold (&x) == 13 && placed (&x) == 14 && always (&x) == 15 && same (&x) == &x && plain (&x) == 16);
  for (int i = 0; i < 14; i++)
    if (functions[i] != avx2 || __builtin_cpu_supports ("avx2"))
      CHECK (functions[i] (&x) == expected[i]);
  CHECK (alias == original);
  goro_wait_group_add (&goroutines_under_test, 1);
  go last ();
}

int main (void)
{
  in_goroutine (test);
  goro_wait_group_wait (&goroutines_under_test);
  return 0;
}
