/* SPDX-License-Identifier: MIT */
/* The address of a local is safe to give away.

   Shows: a variable whose address leaves the function lives in the collected heap, one whose address does not stays on
   the stack, and who is which: compile with -fplugin-arg-goro-m.  In plain C the first function is a bug.  */
#include <goro.h>
#include <stdio.h>

static int *escapes_to_heap (void)
{
  int x = 42; /* moved to heap: 'x' */
  int *p = &x;
  return p;
}

static int stays_on_stack (void)
{
  int x = 42;
  int *p = &x;
  return *p;
}

/* A value behind a pointer that fits any type, as in an interface of Go's.  */
struct any {
  const char *format;
  const void *value;
};

static struct any boxed (int n)
{
  return (struct any) { "%d", &n }; /* moved to heap: 'n' */
}

static void show (struct any a)
{
  printf (a.format, *(const int *) a.value);
  printf ("\n");
}

static void add_to (int *sum, goro_chan (int) done)
{
  *sum += 2;
  goro_send (done, *sum);
}

/* A goroutine may outlive the function that started it.  */
static goro_chan (int) started (int sum) /* moved to heap: 'sum' */
{
  goro_chan (int) done = goro_chan_make (int, 0);
  go add_to (&sum, done);
  return done;
}

int main (void)
{
  printf ("%d\n", *escapes_to_heap ());
  printf ("%d\n", stays_on_stack ());
  show (boxed (42));
  printf ("%d\n", goro_recv (started (40)));
  return 0;
}
