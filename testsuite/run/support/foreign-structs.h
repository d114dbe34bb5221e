/* SPDX-License-Identifier: MIT */
/* Structures and functions of foreign-struct-results.c.  */
struct ints { int a, b; };
struct doubles { double x, y; };
struct mixed { long n; double x; };
struct floats { float a, b, c; };
struct big { long a[50]; };

struct ints foreign_ints (int a, int b);
struct doubles foreign_doubles (double x, double y);
struct mixed foreign_mixed (long n, double x);
struct floats foreign_floats (float a, float b, float c);
struct big foreign_big (int n);
struct big foreign_twice (struct big b);
long double foreign_long_double (long double x);
double foreign_sum (struct ints i, struct doubles d, struct mixed m, struct big b, struct floats f, int n);
