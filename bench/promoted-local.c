/* SPDX-License-Identifier: MIT */
/* A local whose address outlives its function: what it costs to have it on the collected heap.  An int of which the address is
   returned; a structure with a pointer, linked to the last one; a parameter; and, beside them, a local that stays on the stack.
   Collections run as they come.
   Procs: 1
   Goal: promoted-int 0.5
   Goal: promoted-struct 0.5
   Goal: promoted-parameter 0.5  */
#include <goro.h>
#include "bench.h"

enum { TIMES = 20000000 };

struct node {
  struct node *next;
  long value;
};

static volatile long result;

static __attribute__ ((noinline)) int *promoted_int (int n)
{
  int x = n;
  return &x;
}

static __attribute__ ((noinline)) struct node *promoted_struct (struct node *next, long n)
{
  struct node x = { next, n };
  return &x;
}

static __attribute__ ((noinline)) long *promoted_parameter (long n)
{
  return &n;
}

static __attribute__ ((noinline)) long read_node (const struct node *p)
{
  return p->value;
}

static __attribute__ ((noinline)) long local_struct (long n)
{
  struct node x = { NULL, n };
  return read_node (&x);
}

static void ints (int times)
{
  long sum = 0;
  for (int i = 0; i < times; i++)
    sum += *promoted_int (i);
  result = sum;
}

static void structs (int times)
{
  struct node *last = NULL;
  for (int i = 0; i < times; i++)
    last = promoted_struct (i % 100 == 0 ? NULL : last, i);
  result = last->value;
}

static void parameters (int times)
{
  long sum = 0;
  for (int i = 0; i < times; i++)
    sum += *promoted_parameter (i);
  result = sum;
}

static void locals (int times)
{
  long sum = 0;
  for (int i = 0; i < times; i++)
    sum += local_struct (i);
  result = sum;
}

static void measure (const char *name, void (*how) (int))
{
  how (TIMES / 10);
  int64_t start = now ();
  how (TIMES);
  report (name, (double) (now () - start) / TIMES, "ns");
}

int main (void)
{
  measure ("promoted-int", ints);
  measure ("promoted-struct", structs);
  measure ("promoted-parameter", parameters);
  measure ("local-struct", locals);
  return 0;
}
