/* SPDX-License-Identifier: MIT */
/* Purpose: A large array whose first byte is far from the part of it that the maps describe is alive once its address is given away. */
/* Env: GORODEBUG=stackmove=1,mapverify=1 */
/* Output: good */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <goro.h>

#define N __attribute__ ((noipa))
static N void use (char *p) { *p = 1; }
static N void mv (void) { char b[700]; use (b); use (b + 1); }
static N void ck (void *a, void *b) { if (a != b) { printf ("bad: %p %p\n", a, b); exit (3); } }

static N void fill(void **a, int n, void *p){ for(int i=0;i<n;i++) a[i]=p; mv(); }
static N void test(void){ int x=7; void *a[8000]; fill(a,8000,&x); mv(); for(int i=0;i<8000;i++) ck(a[i],&x); }
int main (void) { test();  puts ("good"); }
