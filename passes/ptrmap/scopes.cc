/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a function's variables are in use at each call.

   On the last GIMPLE, where GCC marks the ends of scopes (clobbers) and every mention of a variable names
   it.  A variable is in use from the first mention on some path up to the mark; a
   pointer to it that is computed once and used later counts as a mention where it is used.  GCC decides in nearly
   the same way which variables may share memory.

   RTL has no such marks.  So the set goes along with the call: every statement's location gets a block of
   its own, in the function's tree of blocks, for the time of expansion, and afterwards each call insn whose block is one of ours gets
   (use (const_int N)) among its usages, where N numbers the set, and all insns their old locations
   back.  As a part of the usages it keeps calls with different sets from being merged.  A call without it was
   made later by GCC: there everything is taken to be in use.  */

#include "plugin/goro-plugin.h"
#include "passes/ptrmap/scopes.h"
#include "gimple-walk.h"
#include "hash-map.h"

namespace {

/* Lists that the garbage collector knows: the function's variables, and the blocks in use.  */
tree variables, blocks;

const struct ggc_root_tab roots[] = {
  { &variables, 1, sizeof variables, &gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
  { &blocks, 1, sizeof blocks, &gt_ggc_mx_tree_node, &gt_pch_nx_tree_node },
  LAST_GGC_ROOT_TAB
};

/* GCC's own bitmaps last for one function of a unit, and begin after the last one's passes do.  */
bitmap_obstack set_memory;
auto_vec<bitmap> sets; /* of DECL_UIDs, by number */

struct mark {
  tree block;          /* the statement's own */
  unsigned set;
  bool wide;           /* and what is in use near by, too */
};
hash_map<tree, mark> *marks; /* by the block that stands in for it */

struct scope_walk {
  bitmap *address_of;  /* by SSA version: variables that it may point to */
  bitmap now;
};

bool on_stack_p (tree var)
{
  return VAR_P (var) && !TREE_STATIC (var) && !DECL_EXTERNAL (var);
}

bool visit (gimple *, tree op, tree, void *data)
{
  op = get_base_address (op);
  if (op && on_stack_p (op))
    bitmap_set_bit ((bitmap) data, DECL_UID (op));
  return false;
}

} // namespace

bool goro_add_addresses (bitmap to, const bitmap *address_of, tree op)
{
  if (op == NULL_TREE)
    return false;
  if (TREE_CODE (op) == SSA_NAME)
    return address_of[SSA_NAME_VERSION (op)] && to != address_of[SSA_NAME_VERSION (op)]
           && bitmap_ior_into (to, address_of[SSA_NAME_VERSION (op)]);
  if (TREE_CODE (op) == CONSTRUCTOR || TREE_CODE (op) == VECTOR_CST) {
    bool changed = false;
    if (TREE_CODE (op) == CONSTRUCTOR) {
      unsigned k;
      tree v;
      FOR_EACH_CONSTRUCTOR_VALUE (CONSTRUCTOR_ELTS (op), k, v)
        changed |= goro_add_addresses (to, address_of, v);
    } else
      for (unsigned k = 0; k < vector_cst_encoded_nelts (op); k++)
        changed |= goro_add_addresses (to, address_of, VECTOR_CST_ENCODED_ELT (op, k));
    return changed;
  }
  if (CONVERT_EXPR_P (op) || TREE_CODE (op) == VIEW_CONVERT_EXPR || TREE_CODE (op) == BIT_FIELD_REF
      || TREE_CODE (op) == REALPART_EXPR || TREE_CODE (op) == IMAGPART_EXPR)
    return goro_add_addresses (to, address_of, TREE_OPERAND (op, 0));
  if (TREE_CODE (op) == ADDR_EXPR) {
    tree base = get_base_address (TREE_OPERAND (op, 0));
    if (base && on_stack_p (base))
      return bitmap_set_bit (to, DECL_UID (base));
    if (base && TREE_CODE (base) == MEM_REF)
      return goro_add_addresses (to, address_of, TREE_OPERAND (base, 0));
    return false;
  }
  return goro_va_load_p (op, address_of) && bitmap_set_bit (to, DECL_UID (current_function_decl));
}

namespace {

/* One round over all definitions; true if something changed.  */
bool flow_addresses (function *fun, bitmap *address_of)
{
  bool changed = false;
  basic_block bb;
  auto define = [&] (tree lhs, tree op) {
    /* In vectors and pairs too.  */
    if (lhs == NULL_TREE || TREE_CODE (lhs) != SSA_NAME || op == NULL_TREE
        || (INTEGRAL_TYPE_P (TREE_TYPE (lhs)) && TYPE_PRECISION (TREE_TYPE (lhs)) < BITS_PER_WORD))
      return;
    bitmap &b = address_of[SSA_NAME_VERSION (lhs)];
    bool had = b != NULL;
    if (!had)
      b = BITMAP_ALLOC (NULL);
    changed |= goro_add_addresses (b, address_of, op);
    if (!had && bitmap_empty_p (b))
      BITMAP_FREE (b);
  };
  FOR_EACH_BB_FN (bb, fun) {
    for (gphi_iterator gsi = gsi_start_phis (bb); !gsi_end_p (gsi); gsi_next (&gsi))
      for (unsigned i = 0; i < gimple_phi_num_args (gsi.phi ()); i++)
        define (gimple_phi_result (gsi.phi ()), gimple_phi_arg_def (gsi.phi (), i));
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gimple *stmt = gsi_stmt (gsi);
      if (is_gimple_assign (stmt))
        for (unsigned i = 1; i < gimple_num_ops (stmt); i++)
          define (gimple_assign_lhs (stmt), gimple_op (stmt, i));
      else if (is_gimple_call (stmt) && gimple_call_lhs (stmt))
        /* What comes back may be one of the arguments.  */
        for (unsigned i = 0; i < gimple_call_num_args (stmt); i++)
          define (gimple_call_lhs (stmt), gimple_call_arg (stmt, i));
      else if (gasm *a = dyn_cast<gasm *> (stmt))
        for (unsigned o = 0; o < gimple_asm_noutputs (a); o++)
          for (unsigned i = 0; i < gimple_asm_ninputs (a); i++)
            define (TREE_VALUE (gimple_asm_output_op (a, o)), TREE_VALUE (gimple_asm_input_op (a, i)));
    }
  }
  return changed;
}

unsigned number_of (bitmap set)
{
  for (unsigned i = sets.length (); i-- > 0; )
    if (bitmap_equal_p (sets[i], set))
      return i;
  bitmap copy = BITMAP_ALLOC (&set_memory);
  bitmap_copy (copy, set);
  sets.safe_push (copy);
  return sets.length () - 1;
}

} // namespace

void goro_mentions (gimple *stmt, const bitmap *address_of, bitmap to)
{
  walk_stmt_load_store_addr_ops (stmt, to, visit, visit, visit);
  ssa_op_iter it;
  tree use;
  FOR_EACH_SSA_TREE_OPERAND (use, stmt, it, SSA_OP_USE)
    goro_add_addresses (to, address_of, use);
}

namespace {

/* Applies STMT to what is in use.  */
void step (scope_walk *w, gimple *stmt)
{
  if (gimple_clobber_p (stmt)) {
    tree lhs = gimple_assign_lhs (stmt);
    if (VAR_P (lhs))
      bitmap_clear_bit (w->now, DECL_UID (lhs));
    return;
  }
  /* A variable of zeros has nothing to move yet (zeros.cc).  It is not out of use either: its address may be known.  */
  if (gimple_assign_single_p (stmt) && VAR_P (gimple_assign_lhs (stmt)) && TREE_CODE (gimple_assign_rhs1 (stmt)) == CONSTRUCTOR
      && CONSTRUCTOR_NELTS (gimple_assign_rhs1 (stmt)) == 0)
    return;
  if (!is_gimple_debug (stmt))
    goro_mentions (stmt, w->address_of, w->now);
}

struct stand_in {
  tree from, to;
};

/* Gives STMT a location whose block stands for SET.  */
void mark_statement (function *fun, gimple *stmt, unsigned set, bool wide,
                     hash_map<int_hash<int, -1, -2>, vec<stand_in>> *ours)
{
  tree block = gimple_block (stmt);
  bool existed;
  vec<stand_in> &list = ours->get_or_insert (2 * set + wide, &existed);
  if (!existed)
    list = vNULL;
  for (const stand_in &s : list)
    if (s.from == block) {
      gimple_set_block (stmt, s.to);
      return;
    }
  tree fresh = make_node (BLOCK), outer = block ? block : DECL_INITIAL (fun->decl);
  BLOCK_SUPERCONTEXT (fresh) = outer;
  BLOCK_CHAIN (fresh) = BLOCK_SUBBLOCKS (outer);
  BLOCK_SUBBLOCKS (outer) = fresh;
  blocks = tree_cons (block, fresh, blocks);
  marks->put (fresh, { block, set, wide });
  list.safe_push ({ block, fresh });
  gimple_set_block (stmt, fresh);
}

/* Do the RTL passes keep all that accesses memory on its side of STMT?  */
bool barrier_p (gimple *stmt)
{
  return is_gimple_call (stmt) && !gimple_call_internal_p (stmt) && !gimple_call_builtin_p (stmt)
         && !(gimple_call_flags (stmt) & (ECF_CONST | ECF_PURE));
}

bool pure_p (gimple *stmt)
{
  return is_gimple_call (stmt) && (gimple_call_flags (stmt) & (ECF_CONST | ECF_PURE));
}

/* A statement, and the number of the set of what is in use there.  */
struct point {
  gimple *stmt;
  unsigned set;
};

/* Stores may pass a call of a pure function.  So what is in use there is what is in use anywhere between
   the barriers around it.  */
class neighbourhood {
public:
  ~neighbourhood ();
  void find (function *fun, const vec<vec<point>> &points);
  /* The number of what is in use around the point at LIST[AT], in BB.  */
  unsigned around (const vec<point> &list, unsigned at, basic_block bb);

private:
  /* By block: what is in use from its start to the first barrier, and from the last one to its end; and on from
     there in other blocks, if it has none.  */
  auto_vec<bitmap> first, last;
  /* Adds what is in use at LIST[AT] and on to the next barrier, forward or backward; false if there is none.  */
  bool collect (const vec<point> &list, unsigned at, int step, bitmap to);
  bool neighbours (basic_block bb, int step, bitmap to);
};

bool neighbourhood::collect (const vec<point> &list, unsigned at, int step, bitmap to)
{
  for (; at < list.length (); at += step) {
    bitmap_ior_into (to, sets[list[at].set]);
    if (barrier_p (list[at].stmt))
      return true;
  }
  return false;
}

bool neighbourhood::neighbours (basic_block bb, int step, bitmap to)
{
  edge e;
  edge_iterator ei;
  bool changed = false;
  FOR_EACH_EDGE (e, ei, step > 0 ? bb->succs : bb->preds) {
    basic_block other = step > 0 ? e->dest : e->src;
    if (other->index >= NUM_FIXED_BLOCKS)
      changed |= bitmap_ior_into (to, (step > 0 ? first : last)[other->index]);
  }
  return changed;
}

void neighbourhood::find (function *fun, const vec<vec<point>> &points)
{
  basic_block bb;
  auto_sbitmap closed (last_basic_block_for_fn (fun));
  bitmap_clear (closed);
  first.safe_grow_cleared (last_basic_block_for_fn (fun));
  last.safe_grow_cleared (last_basic_block_for_fn (fun));
  FOR_EACH_BB_FN (bb, fun) {
    const vec<point> &list = points[bb->index];
    first[bb->index] = BITMAP_ALLOC (NULL);
    last[bb->index] = BITMAP_ALLOC (NULL);
    if (collect (list, 0, 1, first[bb->index]))
      bitmap_set_bit (closed, bb->index);
    collect (list, list.length () - 1, -1, last[bb->index]);
  }
  for (bool changed = true; changed; ) {
    changed = false;
    FOR_EACH_BB_FN (bb, fun)
      if (!bitmap_bit_p (closed, bb->index))
        changed |= neighbours (bb, 1, first[bb->index]) | neighbours (bb, -1, last[bb->index]);
  }
}

unsigned neighbourhood::around (const vec<point> &list, unsigned at, basic_block bb)
{
  auto_bitmap set;
  if (!collect (list, at, 1, set))
    neighbours (bb, 1, set);
  if (!collect (list, at, -1, set))
    neighbours (bb, -1, set);
  return number_of (set);
}

neighbourhood::~neighbourhood ()
{
  for (bitmap b : first)
    BITMAP_FREE (b);
  for (bitmap b : last)
    BITMAP_FREE (b);
}

void forget (void)
{
  while (!sets.is_empty ())
    bitmap_obstack_free (sets.pop ());
  delete marks;
  marks = NULL;
  blocks = NULL_TREE;
}

const pass_data scopes_data = { GIMPLE_PASS, "goro_scopes", OPTGROUP_NONE, TV_NONE, PROP_cfg, 0, 0, 0, 0 };

class pass_scopes : public gimple_opt_pass {
public:
  pass_scopes (gcc::context *ctxt) : gimple_opt_pass (scopes_data, ctxt) {}
  unsigned int execute (function *fun) final override;
};

unsigned int pass_scopes::execute (function *fun)
{
  unsigned k;
  tree var;
  basic_block bb;
  bool any = false;

  forget ();
  variables = NULL_TREE;
  FOR_EACH_LOCAL_DECL (fun, k, var) {
    variables = tree_cons (NULL_TREE, var, variables);
    any |= on_stack_p (var) && !is_gimple_reg (var);
  }
  if (!any)
    return 0;
  marks = new hash_map<tree, mark>;

  scope_walk w;
  unsigned names = num_ssa_names;
  w.address_of = XCNEWVEC (bitmap, names);
  w.now = BITMAP_ALLOC (NULL);
  goro_va_begin (fun);
  while (flow_addresses (fun, w.address_of))
    ;
  if (fun->stdarg)
    goro_va_solve (fun, w.address_of);

  /* Forward, may: the union of the predecessors.  */
  auto_vec<bitmap> out;
  out.safe_grow_cleared (last_basic_block_for_fn (fun));
  int *order = XNEWVEC (int, n_basic_blocks_for_fn (fun));
  int n = pre_and_rev_post_order_compute_fn (fun, NULL, order, false);
  auto enter = [&] (basic_block b) {
    edge e;
    edge_iterator ei;
    bitmap_clear (w.now);
    FOR_EACH_EDGE (e, ei, b->preds)
      if (out[e->src->index])
        bitmap_ior_into (w.now, out[e->src->index]);
  };
  for (bool changed = true; changed; ) {
    changed = false;
    for (int i = 0; i < n; i++) {
      bb = BASIC_BLOCK_FOR_FN (fun, order[i]);
      enter (bb);
      for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi))
        step (&w, gsi_stmt (gsi));
      if (out[bb->index] == NULL)
        out[bb->index] = BITMAP_ALLOC (NULL);
      changed |= bitmap_ior_into (out[bb->index], w.now);
    }
  }

  /* The set of each statement.  */
  bool any_pure = false;
  unsigned saved = DECL_UID (fun->decl);
  auto_vec<vec<point>> points;
  points.safe_grow_cleared (last_basic_block_for_fn (fun));
  for (int i = 0; i < n; i++) {
    bb = BASIC_BLOCK_FOR_FN (fun, order[i]);
    enter (bb);
    for (gimple_stmt_iterator gsi = gsi_start_bb (bb); !gsi_end_p (gsi); gsi_next (&gsi)) {
      gimple *stmt = gsi_stmt (gsi);
      step (&w, stmt);
      if (is_gimple_debug (stmt) || gimple_clobber_p (stmt))
        continue;
      bitmap_clear_bit (w.now, saved);
      if (fun->stdarg && goro_va_wanted_p (stmt))
        bitmap_set_bit (w.now, saved);
      points[bb->index].safe_push ({ stmt, number_of (w.now) });
      any_pure |= pure_p (stmt);
    }
  }
  neighbourhood near;
  if (any_pure)
    near.find (fun, points);
  hash_map<int_hash<int, -1, -2>, vec<stand_in>> ours;
  FOR_EACH_BB_FN (bb, fun) {
    for (unsigned i = 0; i < points[bb->index].length (); i++) {
      point p = points[bb->index][i];
      bool wide = pure_p (p.stmt);
      mark_statement (fun, p.stmt, wide ? near.around (points[bb->index], i, bb) : p.set, wide, &ours);
    }
    points[bb->index].release ();
  }
  for (auto it = ours.begin (); it != ours.end (); ++it)
    (*it).second.release ();
  for (bitmap b : out)
    BITMAP_FREE (b);
  for (unsigned i = 0; i < names; i++)
    BITMAP_FREE (w.address_of[i]);
  free (w.address_of);
  BITMAP_FREE (w.now);
  goro_va_end ();
  free (order);
  return 0;
}

/* Takes our own blocks out of BLOCK's tree.  They have nothing inside.  */
void take_out (tree block)
{
  for (tree *p = &BLOCK_SUBBLOCKS (block); *p; )
    if (marks->get (*p))
      *p = BLOCK_CHAIN (*p);
    else {
      take_out (*p);
      p = &BLOCK_CHAIN (*p);
    }
}

/* The location as it was; sets *m if it was one of ours.  */
location_t restore (location_t loc, const mark **m)
{
  tree block = LOCATION_BLOCK (loc);
  mark *found = block ? marks->get (block) : NULL;
  if (found == NULL)
    return loc;
  if (m)
    *m = found;
  if (found->block)
    return set_block (loc, found->block);
  return LOCATION_LOCUS (loc);
}

const pass_data expanded_data = { RTL_PASS, "goro_expanded", OPTGROUP_NONE, TV_NONE, 0, 0, 0, 0, 0 };

class pass_expanded : public rtl_opt_pass {
public:
  pass_expanded (gcc::context *ctxt) : rtl_opt_pass (expanded_data, ctxt) {}
  unsigned int execute (function *fun) final override;
};

unsigned int pass_expanded::execute (function *fun)
{
  if (marks == NULL)
    return 0;
  for (rtx_insn *insn = get_insns (); insn; insn = NEXT_INSN (insn)) {
    const mark *m = NULL;
    if (!INSN_P (insn))
      continue;
    if (INSN_LOCATION (insn))
      INSN_LOCATION (insn) = restore (INSN_LOCATION (insn), &m);
    subrtx_iterator::array_type array;
    FOR_EACH_SUBRTX (iter, array, PATTERN (insn), NONCONST)
      if (GET_CODE (*iter) == ASM_OPERANDS)
        ASM_OPERANDS_SOURCE_LOCATION (const_cast<rtx> (*iter))
          = restore (ASM_OPERANDS_SOURCE_LOCATION (*iter), NULL);
    if (CALL_P (insn) && m && (m->wide || !RTL_CONST_OR_PURE_CALL_P (insn)))
      CALL_INSN_FUNCTION_USAGE (insn)
        = gen_rtx_EXPR_LIST (VOIDmode, gen_rtx_USE (VOIDmode, GEN_INT (m->set)), CALL_INSN_FUNCTION_USAGE (insn));
  }
  basic_block bb;
  edge e;
  edge_iterator ei;
  FOR_ALL_BB_FN (bb, fun)
    FOR_EACH_EDGE (e, ei, bb->succs)
      if (e->goto_locus)
        e->goto_locus = restore (e->goto_locus, NULL);
  take_out (DECL_INITIAL (fun->decl));
  return 0;
}

} // namespace

const_bitmap goro_variables_in_use (const rtx_insn *call)
{
  for (rtx link = CALL_INSN_FUNCTION_USAGE (call); link; link = XEXP (link, 1))
    if (GET_CODE (XEXP (link, 0)) == USE && CONST_INT_P (XEXP (XEXP (link, 0), 0))) {
      unsigned HOST_WIDE_INT set = UINTVAL (XEXP (XEXP (link, 0), 0));
      return set < sets.length () ? sets[set] : NULL;
    }
  return NULL;
}

tree goro_function_variables (void)
{
  return variables;
}

opt_pass *goro_make_scopes_pass (void)
{
  return new pass_scopes (g);
}

opt_pass *goro_make_expanded_pass (void)
{
  return new pass_expanded (g);
}

void goro_scopes_init (const char *name)
{
  bitmap_obstack_initialize (&set_memory);
  register_callback (name, PLUGIN_REGISTER_GGC_ROOTS, NULL, const_cast<ggc_root_tab *> (roots));
}
