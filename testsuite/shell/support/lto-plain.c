/* SPDX-License-Identifier: MIT */
/* For lto-plain-objects.sh, compiled without the plugin: keeps the address of a local where no map finds it, which
   is right as long as this code is neither instrumented nor inlined into code that is.  */
void back (void);
long plain_sum (long a, long b, long c, long d, long e, long f, long g, long h);
int plain_keep (int n);
long plain_leaf (long n);

static __thread unsigned long hidden;

static __attribute__ ((noinline)) void hide (int *p)
{
  hidden = ~(unsigned long) p;
}

int plain_keep (int n)
{
  int local = n;
  hide (&local);
  back ();
  *(int *) ~hidden += 1;
  return *(volatile int *) &local;
}

/* The last two come on the stack.  */
__attribute__ ((noinline)) long plain_sum (long a, long b, long c, long d, long e, long f, long g, long h)
{
  return a + b + c + d + e + f + g + h;
}

/* Uses so few registers that -fipa-ra lets callers keep values in others.  */
__attribute__ ((noinline)) long plain_leaf (long n)
{
  return n + 1;
}
