/* SPDX-License-Identifier: MIT */
/* Purpose: The note of an object says the type that the source gives, whatever pointer the object goes to. */
/* Options: -fplugin-arg-goro-m */
#include <goro.h>

struct point { int x, y; };
struct { int *p; } *nameless;
void *any;
int *sink;

void *to_void (void) { return goro_new (struct point); } /* { dg-note "goro_new.struct point. escapes to heap" } */
void to_global (void) { any = goro_new (int *); } /* { dg-note "goro_new.int .. escapes to heap" } */
void to_void_variable (void) { void *p = goro_new (long); any = p; } /* { dg-note "goro_new.long int. escapes to heap" } */
void array (void) { any = goro_new (int[4]); } /* { dg-note {goro_new.int\[4\]. escapes to heap} } */
void elements (int n) { any = goro_make (struct point, n); } /* { dg-note "goro_make.struct point. escapes to heap" } */
void without_name (void) { nameless = goro_new (__typeof__ (*nameless)); } /* { dg-note {goro_new\(\.\.\.\) escapes to heap} } */
int used_here (void) { int *p = goro_new (int); return *p; } /* { dg-note "goro_new.int. does not escape" } */
