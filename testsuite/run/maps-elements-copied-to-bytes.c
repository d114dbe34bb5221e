/* SPDX-License-Identifier: MIT */
/* Purpose: Elements that a generic function copies into a buffer of characters keep their pointers. */
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

struct e {int *p; long k;};
static N int cmp(const void*a,const void*b){ mv(); long x=((struct e*)a)->k,y=((struct e*)b)->k; return x<y?-1:x>y; }
static N void sort(void *v, size_t n, size_t sz, int(*c)(const void*,const void*)){ char *base=v; 
 for(size_t i=1;i<n;i++){ char tmp[64]; size_t j=i; memcpy(tmp,base+i*sz,sz); while(j>0&&c(base+(j-1)*sz,base+i*sz)>0) j--; 
  memmove(base+(j+1)*sz,base+j*sz,(i-j)*sz); mv(); memcpy(base+j*sz,tmp,sz);} }
static N void test(void){ int x[4]; struct e a[4]; for(int i=0;i<4;i++){a[i].p=&x[i];a[i].k=(i*7)%4;} sort(a,4,sizeof *a,cmp); for(int i=0;i<4;i++){ int k=0; for(int j=0;j<4;j++) k|=a[i].p==&x[j]; if(!k) ck(a[i].p,x);} }
int main (void) { test();  puts ("good"); }
