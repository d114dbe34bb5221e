/* SPDX-License-Identifier: MIT */
/* Purpose: A local whose address is stored in a static object, directly or by way of another local, moves to the heap. */
/* Options: -O2 -fplugin-arg-goro-m */
struct s { int *p; };

static int *kept;
int *kept_outside;
static struct s kept_in_struct;
static int *kept_in_array[4];
static _Thread_local int *kept_in_thread;

void use (void);

void test (int parameter) /* { dg-message "moved to heap: 'parameter'" } */
{
  int x = 1; /* { dg-message "moved to heap: 'x'" } */
  int a[4] = { 0 }; /* { dg-message "moved to heap: 'a'" } */
  int b[4] = { 0 }; /* { dg-message "moved to heap: 'b'" } */
  int y = 2; /* { dg-message "moved to heap: 'y'" } */
  int z = 3; /* { dg-message "moved to heap: 'z'" } */
  int w = 4;
  struct s s = { 0 }, t = { &z }, local = { 0 };
  static int *kept_in_function;

  kept = &x;
  kept_outside = &a[2];
  kept_in_struct.p = b;
  kept_in_function = &parameter;
  s.p = &y;
  kept_in_array[parameter] = s.p;
  kept_in_struct = t;
  use ();
  kept = kept_in_function = kept_outside = kept_in_struct.p = kept_in_array[0] = 0;
  local.p = &w;
  use ();
}

void thread (void)
{
  int x = 1; /* { dg-message "moved to heap: 'x'" } */
  kept_in_thread = &x;
  use ();
}
