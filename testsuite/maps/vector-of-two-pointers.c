/* SPDX-License-Identifier: MIT */
/* Purpose: two pointers that one vector store puts into the frame are two pointers.  */
/* Options: -O3 */
/* OnlyMap: call of g in f: \[rsp\.\.rsp\+16\) pointer */

struct s { int *a, *b; };
int g (struct s *) __attribute__ ((goro_noescape (1)));
int f (struct s *from)
{
  struct s s = *from;
  return g (&s);
}
