/* SPDX-License-Identifier: MIT */
#include <stdio.h>
extern int call (int);
int main (void) { printf ("%d\n", call (21)); return 0; }
