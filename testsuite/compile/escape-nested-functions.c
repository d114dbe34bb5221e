/* SPDX-License-Identifier: MIT */
/* Purpose: What nested functions do with the variables of the function around them. */
/* Options: -fplugin-arg-goro-m */
int *sink;
extern void unseen (void (*) (void));

int called (void)
{
  int x = 1;
  int add (int n) { return x += n; }
  return add (2) + add (3);
}
void keeps (void) /* { dg-note "moved to heap: 'FRAME[.0-9]+'" } */
{
  int x = 1;
  void keep (void) { sink = &x; }
  keep ();
}
int given_to_known (void)
{
  int x = 1;
  void add (void) { x++; }
  void twice (void (*f) (void)) { f (); f (); } /* { dg-note "'f' does not escape" } */
  twice (add);
  return x;
}
