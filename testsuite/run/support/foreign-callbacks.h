/* SPDX-License-Identifier: MIT */
/* Functions of foreign-callback-pointers.c.  */
struct triple { long a, b, c; };
typedef double many_fn (int, int, int, int, int, int, int, double, struct triple, int *);

double foreign_many (many_fn *fn, int *count);
long foreign_result (struct triple (*fn) (int), int n);
int foreign_call (int (*fn) (int, int *), int n, int *count);
void foreign_keep (int (*fn) (int));
int foreign_call_kept (int x);
int (*foreign_kept (void)) (int);
