/* SPDX-License-Identifier: MIT */
/* Purpose: Tagged addresses in integers go through functions called by pointer. */
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

typedef uint64_t val;
static N val box(void *p){ return (val)p|1; }
static N void *unbox(val d){ return (void*)(d&~1ull); }
static N val pass(val v){ mv(); return v; }
struct st { val s[4]; int n; };
static N void push(struct st*s,val v){ mv(); s->s[s->n++]=v; mv(); }
static N val pop(struct st*s){ return s->s[--s->n]; }
static N val thr(val (*f)(val), val v){ val r=f(v); mv(); return r; }
static N void test(void){ int x; val d=pass(box(&x)); mv(); ck(unbox(d),&x); struct st s={0}; push(&s,d); mv(); ck(unbox(pop(&s)),&x); ck(unbox(thr(pass,d)),&x); }
int main (void) { test();  puts ("good"); }
