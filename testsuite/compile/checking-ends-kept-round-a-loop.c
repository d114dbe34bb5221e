/* SPDX-License-Identifier: MIT */
/* Purpose: a pointer that each turn of a loop computes anew, and whose object is kept there and behind the loop: GCC's own checks find nothing. */
/* Options: -O1 -fchecking=2 */
/* Options: -O2 -fchecking=2 */
/* Options: -O3 -fchecking=2 */
/* Options: -Os -fchecking=2 */
typedef __SIZE_TYPE__ size_t;
size_t strlen (const char *);
void *memcpy (void *, const void *, size_t);
char *space (size_t);

static char *append (char *p, const char *z)
{
  size_t n = strlen (z);
  memcpy (p, z, n + 1);
  return p + n + 1;
}

char *joined (const char *first, const char *last, int n, const char **between)
{
  size_t bytes = strlen (first) + strlen (last) + 10;
  char *p = space (bytes), *all = p;
  if (p == 0)
    return 0;
  p += 4;
  p = append (p, first);
  for (int i = 0; i < n * 2; i++)
    p = append (p, between[i]);
  *(p++) = 0;
  p = append (p, last);
  *(p++) = 0;
  *(p++) = 0;
  return all + 4;
}
