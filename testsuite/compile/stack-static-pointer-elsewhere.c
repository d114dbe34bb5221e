/* SPDX-License-Identifier: MIT */
/* Purpose: Addresses of static, heap and unknown objects in static objects, and addresses of locals
   in locals, are no reason for a warning. */
void *malloc (__SIZE_TYPE__);
void use (int **);

static int object, *kept;

void test (int *p)
{
  static int inside;
  int x = 0, *local = &x;

  kept = &object;
  use (&kept);
  kept = &inside;
  use (&kept);
  kept = p;
  use (&kept);
  kept = malloc (4);
  use (&local);
}
