/* SPDX-License-Identifier: MIT */
/* Purpose: The address of a local stored in a static object: a warning, as the stack moves. */
struct s { int *p; };

static int *kept;
int *kept_outside;
static struct s kept_in_struct;
static int *kept_in_array[4];

void use (void);

void test (int parameter)
{
  int x = 1, a[4] = { 0 };
  struct s s = { 0 };
  static int *kept_in_function;

  kept = &x; /* { dg-warning "address of local" } */
  kept_outside = &a[2]; /* { dg-warning "address of local" } */
  kept_in_struct.p = a; /* { dg-warning "address of local" } */
  kept_in_array[parameter] = &x; /* { dg-warning "address of local" } */
  kept_in_function = &parameter; /* { dg-warning "address of local" } */
  use ();
  kept = kept_in_function = kept_outside = kept_in_struct.p = kept_in_array[0] = 0;
  s.p = &x;
  use ();
}
