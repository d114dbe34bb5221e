/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of registers and frame words at one point of a function.  */
#ifndef GORO_FLOW_H
#define GORO_FLOW_H

#include "passes/ptrmap/objects.h"

/* Classes that only the flow knows.  */
enum {
  GORO_GARBAGE = 8,   /* nothing of this function's; joins with anything */
  GORO_NULL = 9,      /* zero or the address of a static object: a pointer or not, as what it meets */
  /* Not a pointer, or null, on some paths, and garbage on the others, where it is not used: a stale
     address once it is dead.  */
  GORO_MAYBE = 10,
  GORO_MAYBE_NULL = 11,
  /* Not a pointer, and written in part on some path: a half at least, beside what was there before.  No
     address comes out but by accident.  */
  GORO_HALF = 12,
  /* A byte or a short beside stale ones; on other paths nothing, or this too.  */
  GORO_PART = 13,
  /* One of the two, or garbage, on some paths, and on others not a pointer, or what may be an address.  Where
     nobody wants more than a half it is narrow; who wants all of it wants what those others wrote.  */
  GORO_PART_OR_NOT = 14,
  GORO_PART_OR_ANY = 15
};

struct value {
  unsigned char cls;
  bool framed;       /* a frame address */
  HOST_WIDE_INT off;
};

#define GORO_NUM_VECTORS 32

struct state {
  bool reached;
  value reg[GORO_NUM_GPR];
  unsigned char vec[GORO_NUM_VECTORS]; /* class of all words of a vector register */
  unsigned char *word;                 /* class, where only known insns access the word */
  bool *touched;                       /* by object: may it have been written, or its address be known? */
};

enum { SP = 4, FP = 5 }; /* indexes in the machine's encoding */

static inline value plain (int cls)
{
  value v = { (unsigned char) cls, false, 0 };
  return v;
}

static inline value framed (HOST_WIDE_INT off)
{
  value v = { GORO_POINTER, true, off };
  return v;
}

/* The function at hand.  */
struct flow {
  function *fun;
  bool realigned;        /* there is an aligned origin (objects.h) */
  struct goro_words words;
  unsigned static_words; /* of words.nframe: those above the arguments that calls push */
  bool *saved;           /* by word: a register is saved there */
  bool *claimed;         /* by word: an insn that names nothing declared accesses it */
  bitmap exposed;        /* words whose address goes where it is not followed */
  state *in;             /* by block */
  state *again;          /* memory at all calls together, where a call returns twice */
  bool again_changed;
  int *order, nblocks;
};
extern struct flow goro_flow;

static inline bool narrow_p (machine_mode mode)
{
  return mode != VOIDmode && GET_MODE_CLASS (mode) != MODE_CC && known_lt (GET_MODE_SIZE (mode), UNITS_PER_WORD);
}

/* Index of a vector register, or -1.  */
static inline int vector_index (unsigned regno)
{
  int i = goro_target_vector_index (regno);
  return i < GORO_NUM_VECTORS ? i : -1;
}

/* eval.cc */
int goro_join_class (int a, int b);
/* The value of X, an operand or a source.  */
value goro_eval (const state *s, rtx x);
/* The value of a call's result.  */
value goro_call_value (rtx call);
/* The type of the function that the call insn calls, or NULL.  */
tree goro_callee_type (rtx call, tree *decl);
/* If MEM is in the frame at a known place: that place and its size (in bytes, or -1).  */
bool goro_frame_access (const state *s, rtx mem, HOST_WIDE_INT *off, HOST_WIDE_INT *size);
/* Is MEM said to be the register allocator's own?  */
bool goro_spill_slot_p (rtx mem);
/* The variable of the frame that MEM is said to be part of, or NULL.  */
tree goro_mem_variable (rtx mem);

/* live.cc: what is still wanted at each site.  */
void goro_live_begin (void);
/* Notes what INSN reads and writes; S is the state before it.  */
void goro_live_note (const state *s, rtx_insn *insn);
/* The stack pointer went down in the insn noted last: [low, high) is new.  */
void goro_live_lowered (HOST_WIDE_INT low, HOST_WIDE_INT high);
/* Solves, and calls FN for each site with what is live there.  */
void goro_live_solve (void (*fn) (rtx_insn *insn, const_sbitmap live));
/* How much of a register or word is.  */
enum goro_wanted { GORO_WANTED_NOT, GORO_WANTED_HALF, GORO_WANTED_WHOLE };
enum goro_wanted goro_live_register (const_sbitmap live, int index);
enum goro_wanted goro_live_word (const_sbitmap live, unsigned word);
void goro_live_end (void);

#endif
