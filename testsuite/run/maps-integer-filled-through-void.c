/* SPDX-License-Identifier: MIT */
/* Purpose: An integer whose address goes as void * to a function may have a pointer in it. */
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

static N void put(void *to, void *from){ memcpy(to,from,8); mv(); }
static N void test(void){ int x; int *p=&x; long l; put(&l,&p); mv(); put(&p,&l); ck(p,&x);}
int main (void) { test();  puts ("good"); }
