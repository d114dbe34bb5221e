/* SPDX-License-Identifier: MIT */
/* Purpose: a call's words end at its stack pointer, whatever deeper calls of the function have below.  */
/* Options: -O2 -mno-accumulate-outgoing-args */
/* Map: call of g in f: \[rsp\.\.rsp\+24\) pointer */
/* NoMap: call of h in f: .*rsp-.* */
void g (int, int, int, int, int, int, void *, void *, void *), h (void);
int f (int n)
{
  int x = n;
  h ();
  g (1, 2, 3, 4, 5, 6, &x, &x, &x);
  h ();
  return x;
}
