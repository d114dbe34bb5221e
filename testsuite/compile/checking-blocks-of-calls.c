/* SPDX-License-Identifier: MIT */
/* Purpose: GCC's own checks after each pass find nothing where locals are in use at calls in scopes, loops and inlined functions. */
/* Options: -O0 -fchecking=2 */
/* Options: -O1 -g -fchecking=2 */
/* Options: -O2 -fchecking=2 */
/* Options: -O2 -g -fchecking=2 -fplugin-arg-goro-unknown-calls=scope */
/* Options: -O3 -fchecking=2 -fplugin-arg-goro-unknown-calls=scope */
/* Options: -Os -fchecking=2 */
struct pair { long *p; long n; };
struct pair fill (long *to, int n);
long sum (const struct pair *of);
long pure (const long *of) __attribute__ ((pure));
void longer (int n, ...);

static inline long twice (long x)
{
  long here[3] = { x, x, 1 };
  struct pair of = fill (here, 3);
  return sum (&of);
}

long all (int n, long from)
{
  long total = 0;
  for (int i = 0; i < n; i++) {
    long buffer[8];
    struct pair of = fill (buffer, 8);
    if (sum (&of) > from) {
      long inner = from;
      longer (i, &inner, pure (buffer));
      total += inner;
    } else {
      long other[4];
      of = fill (other, 4);
      total += twice (sum (&of)) + pure (other);
    }
  }
  return total;
}

void nested (int n)
{
  long count = 0;
  void up (long by) { count += by; }
  for (int i = 0; i < n; i++)
    up (twice (i));
  longer (n, &count);
}
