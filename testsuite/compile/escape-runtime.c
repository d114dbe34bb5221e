/* SPDX-License-Identifier: MIT */
/* Purpose: What channels, goroutines, locks and new objects do with addresses. */
/* Options: -fplugin-arg-goro-m */
#include <goro.h>
struct message { int *p; int n; };
goro_chan (int) numbers;
goro_chan (int *) pointers;
goro_chan (struct message) messages;
goro_mutex *kept_mutex;
int *sink;
void work (int *);
void wait_for (goro_wait_group *);

void send_value (void) { int x = 1; goro_send (numbers, x); }
void send_address (void) { int x = 1; goro_send (pointers, &x); } /* { dg-note "moved to heap: 'x'" } */
void send_structure (void) { int x = 1; struct message m = { &x, 1 }; goro_send (messages, m); } /* { dg-note "moved to heap: 'x'" } */
int receive (void) { int x = goro_recv (numbers); return x; }
int receive_into (void) { int x; goro_recv_ok (numbers, &x); return x; }
int receive_pointer (void) { int *p = goro_recv (pointers); return *p; }
void receive_structure (void) { struct message m = goro_recv (messages); sink = m.p; }
int try_receive (void) { int x = 0; goro_try_recv (numbers, &x); return x; }
int try_send (void) { int x = 1; return goro_try_send (numbers, x); }
int try_send_address (void) { int x = 1; return goro_try_send (pointers, &x); } /* { dg-note "moved to heap: 'x'" } */
int range (void) { int s = 0; goro_range (v, numbers) s += v; return s; }
void mutex (void) { goro_mutex m = { 0 }; goro_mutex_lock (&m); goro_mutex_unlock (&m); }
void mutex_kept (void) { goro_mutex m = { 0 }; kept_mutex = &m; } /* { dg-note "moved to heap: 'm'" } */
void wait_group (void) { goro_wait_group w = { 0 }; goro_wait_group_add (&w, 1); goro_wait_group_done (&w); goro_wait_group_wait (&w); }
void wait_group_to_unseen (void) { goro_wait_group w = { 0 }; wait_for (&w); } /* { dg-note "moved to heap: 'w'" } */
void semaphore (void) { goro_sem s = { 0 }; goro_sem_release (&s); goro_sem_acquire (&s); }
void go_value (void) { int x = 1; go work ((int *) (long) x); }
void go_address (void) { int x = 1; go work (&x); } /* { dg-note "moved to heap: 'x'" } */
void go_array (void) { int a[3] = { 0 }; go work (a); } /* { dg-note "moved to heap: 'a'" } */
static void reads (int *p) { (void) *p; } /* { dg-note "'p' does not escape" } */
void go_reads (void) { int x = 1; go reads (&x); } /* { dg-note "moved to heap: 'x'" } */
void select_receives (void) { int x; goro_select (goro_case_recv (numbers, &x), goro_default); }
void select_sends (void) { int x = 1; goro_select (goro_case_send (numbers, x), goro_default); }
void select_sends_address (void) { int x = 1; goro_select (goro_case_send (pointers, &x), goro_default); } /* { dg-note "moved to heap: 'x'" } */
void made (void) { int *p = goro_new (int); *p = 1; } /* { dg-note "goro_new.int. does not escape" } */
int *made_returned (void) { int *p = goro_new (int); return p; } /* { dg-note "goro_new.int. escapes to heap" } */
void made_holds (void) { int x = 1; struct message *m = goro_new (struct message); m->p = &x; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "goro_new.struct message. does not escape" } */
void made_holds_and_kept (void) { int x = 1; struct message *m = goro_new (struct message); m->p = &x; sink = m->p; } /* { dg-note "moved to heap: 'x'" } */ /* { dg-note "goro_new.struct message. does not escape" } */
void made_array (int n) { int *a = goro_make (int, n); a[0] = 1; } /* { dg-note "goro_make.int. does not escape" } */
