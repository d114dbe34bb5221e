/* SPDX-License-Identifier: MIT */
/* Purpose: Variables whose address is kept, in loops, jumps, branches, and expressions with values. */
/* Options: -fplugin-arg-goro-m */
int *sink;
int use (int);

void backwards (int n)
{
again:;
  int x = n; /* { dg-note "moved to heap: 'x'" } */
  sink = &x;
  if (n-- > 0)
    goto again;
}

int read_backwards (int n)
{
  int *p = 0, sum = 0;
again:;
  int x = n;
  p = &x;
  sum += *p;
  if (n-- > 0)
    goto again;
  return sum;
}

void over (int n)
{
  int x = 1; /* { dg-note "moved to heap: 'x'" } */
  if (n)
    goto out;
  sink = &x;
out:
  use (x);
}

void into_switch (int n)
{
  int y = 0;
  switch (n) {
    int x; /* { dg-note "moved to heap: 'x'" } */
  case 1:
    x = 2;
    sink = &x;
    break;
  case 2:
    use (y);
  }
}

void computed (int n)
{
  static void *const places[] = { &&a, &&b };
  int x = 1, y = 2; /* { dg-note "moved to heap: 'x'" } */
  goto *places[n];
a:
  sink = &x;
b:
  use (y);
}

int *from_loop (int n)
{
  for (int i = 0; i < n; i++) {
    int x = i; /* { dg-note "moved to heap: 'x'" } */
    if (use (x))
      return &x;
  }
  return 0;
}

int loop_read (int n)
{
  int *last = 0;
  for (int i = 0; i < n; i++) {
    int x = i;
    last = &x;
    if (*last > 3)
      break;
  }
  return n;
}

void loop_variable (int n)
{
  for (int i = 0; i < n; i++) /* { dg-note "moved to heap: 'i'" } */
    sink = &i;
}

void while_body (int n)
{
  while (n-- > 0) {
    int x = n; /* { dg-note "moved to heap: 'x'" } */
    sink = &x;
  }
}

void do_body (int n)
{
  do {
    int x = n, y = x; /* { dg-note "moved to heap: 'x'" } */
    sink = &x;
    use (y);
  } while (n-- > 0);
}

void branch (int n)
{
  int *p;
  int x = 1, y = 2; /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'y'" } */
  if (n)
    p = &x;
  else
    p = &y;
  sink = p;
}

int branch_read (int n)
{
  int *p;
  int x = 1, y = 2;
  p = n ? &x : &y;
  return *p;
}

void conditional (int n) { int x = 1, y = 2; sink = n ? &x : &y; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "moved to heap: 'y'" } */
void conditional_half (int n) { int x = 1; sink = n ? &x : 0; } /* { dg-note "moved to heap: 'x'" } */
void comma (void) { int x = 1, y = 2; sink = (use (y), &x); } /* { dg-note "moved to heap: 'x'" } */
void assigned_twice (void) { int x = 1, y = 2, *p = &x; p = &y; sink = p; } /* { dg-note "moved to heap: 'y'" } */
void chain (void) { int x = 1, *p, *q; sink = p = q = &x; } /* { dg-note "moved to heap: 'x'" } */
void statement_expression (void) { sink = ({ int x = 1; &x; }); } /* { dg-note "moved to heap: 'x'" } */
int statement_expression_read (void) { return *({ int x = 1; int *p = &x; use (*p); p; }); }
