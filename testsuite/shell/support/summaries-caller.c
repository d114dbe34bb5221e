/* SPDX-License-Identifier: MIT */
extern int scale (int *p, int by);
int call (int n) { int x = n; return scale (&x, 2); }
