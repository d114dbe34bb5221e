/* SPDX-License-Identifier: MIT */
/* Moves words; this file has no pointers but those to numbers.  */

void swap_words (void *a, void *b)
{
  long *x = a, *y = b, t = *x;
  *x = *y;
  *y = t;
}

void move_words (void *to, const void *from, int n)
{
  unsigned long *d = to;
  const unsigned long *s = from;
  for (int i = 0; i < n; i++)
    d[i] = s[i];
}

void choose_word (void *to, const void *a, const void *b, int which)
{
  *(long *) to = which ? *(const long *) a : *(const long *) b;
}
