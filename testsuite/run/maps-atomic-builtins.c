/* SPDX-License-Identifier: MIT */
/* Purpose: An integer into which an atomic builtin puts an address is moved. */
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

static N void test(void){ int x=7; unsigned long a; __atomic_store_n(&a,(unsigned long)&x,__ATOMIC_SEQ_CST); mv(); ck((void*)__atomic_load_n(&a,__ATOMIC_SEQ_CST),&x);
 unsigned long b=0; __sync_fetch_and_add(&b,(unsigned long)&x); mv(); ck((void*)b,&x);
 unsigned long c=0; unsigned long d=(unsigned long)&x; __atomic_exchange(&c,&d,&d,5); mv(); ck((void*)c,&x); }
static N long id(long v){ mv(); return v; }
static N void test2(void){ int x; unsigned long a=0,b=0; unsigned long *q=&a; __atomic_store_n(q,(unsigned long)&x,5); mv(); b=__atomic_exchange_n(q,0,5); mv(); ck((char*)0+b,&x); }
int main (void) { test(); test2();  puts ("good"); }
