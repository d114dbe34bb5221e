/* SPDX-License-Identifier: MIT */
/* What the plugin says about types and about static memory: data that compiled code carries and
   the collector reads.  The plugin writes these records as assembly, so every field's place is
   fixed here; 64-bit words, little end first.

   A type descriptor: one per type and program, in a section of its own (COMDAT), named after its contents:
   types of the same size, alignment and bits share one.

       goro.type.<hash>:
         .long  0            class: the runtime's; which allocation class serves one T, 0 not known yet
         .long  align        of T in bytes, a power of two
         .quad  size         of T in bytes, a multiple of align; 0 for an empty structure
         .quad  words        only the first `words' words of a T may hold pointers; 0: none
         .quad  bits[...]    bit i%64 of bits[i/64]: word i may hold a pointer

   A word may hold a pointer if any member that covers it, whole or in part, is one, or is a union with one, an integer that
   carries addresses, or an array of characters of eight bytes or more.

   A root record describes one variable of static storage of a translation unit that may hold pointers:

         .quad  address
         .quad  count        elements
         .quad  type         descriptor of an element

   The records of a program or shared library stand in section `goro_roots', between __start_goro_roots and
   __stop_goro_roots, and are registered and dropped with its maps.

   Thread-local variables: section `goro_tls', the same record with a distance instead of the address, from the thread pointer plus
   what the module's function goro.tls_base returns.  */
#ifndef GORO_ABI_TYPES_H
#define GORO_ABI_TYPES_H

#define GORO_TYPE_PREFIX   "goro.type."
#define GORO_ROOTS_SECTION "goro_roots"
#define GORO_TLS_SECTION   "goro_tls"

/* Ranges of code that must not be interrupted: from the test of __goro_marking to the store.  In section `goro_nopreempt' two
   32-bit distances each, to the first byte and to the one behind the last: `.long from - ., to - .'.  A signal that comes inside
   is tried again later.  */
#define GORO_NOPREEMPT_SECTION "goro_nopreempt"

/* Section `goro_code', of the same form: all code that the plugin has compiled, a range for each section of each object file that
   has calls or checks.  Only there a goroutine that calls nothing is interrupted.  */
#define GORO_CODE_SECTION "goro_code"

/* Does the plugin make records?  Until then all writable memory of a module is scanned.  */
#define GORO_ROOTS_COMPLETE 1

#ifndef __cplusplus /* the plugin writes them */
#include <stdint.h>

struct goro_type {
  uint32_t class; /* relaxed atomic: a cache whose every value is right for ever */
  uint32_t align;
  uint64_t size;
  uint64_t words;
  uint64_t bits[];
};

struct goro_root {
  void *address; /* goro_tls: distance from the thread pointer plus tls_base () */
  uint64_t count;
  const struct goro_type *type;
};

/* Where a module's records are; its constructor hands this over with its maps.  NULL where it has none.  */
struct goro_module_roots {
  uint64_t complete; /* 0: there may be variables without a record */
  const struct goro_root *roots, *roots_end, *tls, *tls_end;
  int64_t (*tls_base) (void); /* there is one if there are records of thread-local variables */
  const int32_t *nopreempt, *nopreempt_end, *code, *code_end;
};
#endif

#endif
