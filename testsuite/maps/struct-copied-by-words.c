/* SPDX-License-Identifier: MIT */
/* Purpose: a number in a structure that is copied through registers word by word is none of its pointers.  */
/* Options: -O1 */
/* Map: call of g in f: r(bx|bp|12|13|14|15) pointer */
/* NoMap: call of g in f: .* ambiguous */

struct either { union { const char *text; long number; } u; unsigned n; };
void g (void);

void f (struct either *to, const struct either *from)
{
  struct either t = *from;
  g ();
  *to = t;
}
