/* SPDX-License-Identifier: MIT */
/* Purpose: arguments that the caller has put on the stack are what their types say.  */
/* OnlyMap: call of g in f: rbx pointer, rsp\+8 pointer */

int g (int, int, int, int, int, int, int, int *);
int f (int *p)
{
  return g (1, 2, 3, 4, 5, 6, 7, p) + *p;
}
