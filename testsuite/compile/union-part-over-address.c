/* SPDX-License-Identifier: MIT */
/* Purpose: a short stored in a union over the address of a local is a warning; not where null, another pointer or the whole word
   was stored before, nor where it is a tag of the pointer.  */

union u { int *p; short s; long n; unsigned char tag; struct { int a, b; } two; };
void call (void);
short use (union u *) __attribute__ ((goro_noescape (1)));
struct holder { int kind; union u u; };

short over (void)
{
  int x = 1;
  union u u;
  u.p = &x;
  call ();
  u.s = 3; /* { dg-warning "changed by a move of the stack if the rest is left from the address of 'x'" } */
  call ();
  return u.s;
}

int half (struct holder *h, int c)
{
  int x[4] = { 1 };
  if (c)
    h->u.p = x + 1;
  call ();
  h->u.two.b = 3; /* { dg-warning "address of 'x'" } */
  return use (&h->u);
}

short null_first (void)
{
  int x = 1;
  union u u;
  u.p = &x;
  call ();
  u.p = 0;
  u.s = 3;
  return use (&u);
}

short whole (int *q)
{
  int x = 1;
  union u u, v;
  u.p = &x;
  u.n = 5;
  u.s = 3;
  v.p = q;
  v.s = 4;
  return use (&u) + use (&v);
}

short tagged (void)
{
  int x = 1;
  union u u;
  u.p = &x;
  u.tag |= 1;
  return use (&u);
}

short given (void)
{
  int x = 1;
  union u u;
  u.p = &x;
  use (&u);
  u.s = 3;
  return use (&u);
}
