/* SPDX-License-Identifier: MIT */
/* Purpose: The address of an object with static storage, of a heap object or of a function
   is no reason for a warning, and a value read from a local is none either. */
#include <goro.h>

struct s { int a, *p; };
void f (int *);
void g (void (*) (int *), struct s);
extern int outside;
static int inside;

void test (int *pointer, struct s *heap)
{
  static int local_static;
  int index = 2;
  int *copy = pointer;

  go f (&outside);
  go f (&inside);
  go f (&local_static);
  go f (pointer);
  go f (copy + index);
  go f (&heap->a);
  go f (&pointer[index]);
  go g (f, *heap);
}
