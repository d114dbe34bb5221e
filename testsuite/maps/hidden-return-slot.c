/* SPDX-License-Identifier: MIT */
/* Purpose: the address at which a struct is returned is a pointer, at the check and while the function needs it.  */
/* Map: check of f: rdi pointer */
/* OnlyMap: call of g in f: r(bx|bp) pointer */

struct s { int a[20]; };
void g (void);
struct s f (void)
{
  g ();
  return (struct s) { { 1, 2 } };
}
