/* Loads libgit2 when it is needed, and not with the program.

   libgit2 brings some twenty shared libraries with it (TLS, SSH, Kerberos), and loading them takes
   longer than all that a command does that needs no git: the merge driver, or a look at a ticket.

   For each function there is a pointer and a trampoline of the function's own name, which jumps to
   where the pointer says. As it touches neither registers nor stack, it fits every signature, also
   a variadic one; callers are compiled against <git2.h>. The trampolines are hidden, so that
   libgit2's calls of its own functions do not pass through them. */

#ifdef __linux__

#include "functions.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>

/* What a pointer holds before the library is loaded: GitKit's Library.start was forgotten. */
__attribute__((noreturn)) static void unloaded(void) { abort(); }

#define POINTER(name) __attribute__((used)) static void *snag_##name = unloaded;
SNAG_LIBGIT2_FUNCTIONS(POINTER)

#if defined(__x86_64__)
#define JUMP(name) "jmp *snag_" #name "(%rip)\n"
#elif defined(__aarch64__)
/* The register that a linker's own trampolines use. */
#define JUMP(name) "adrp x16, snag_" #name "\nldr x16, [x16, :lo12:snag_" #name "]\nbr x16\n"
#else
#error "write the jump to the address in a variable for this processor"
#endif

#define TRAMPOLINE(name)                                                        \
  __asm__(".pushsection .text." #name ", \"ax\", %progbits\n"                    \
          ".balign 16\n.globl " #name "\n.hidden " #name "\n"                    \
          ".type " #name ", %function\n" #name ":\n.cfi_startproc\n" JUMP(name)  \
          ".cfi_endproc\n.size " #name ", . - " #name "\n.popsection\n");
SNAG_LIBGIT2_FUNCTIONS(TRAMPOLINE)

const char *snag_load_libgit2(const char *library) {
#define ROW(name) {#name, &snag_##name},
  static const struct {
    const char *name;
    void **pointer;
  } rows[] = {SNAG_LIBGIT2_FUNCTIONS(ROW)};
  enum { count = sizeof(rows) / sizeof(rows[0]) };

  void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
  if (handle == NULL) return dlerror();
  void *found[count];
  for (size_t row = 0; row < count; row++) {
    found[row] = dlsym(handle, rows[row].name);
    if (found[row] == NULL) return dlerror();
  }
  /* All or none: a library that lacks a function is not used. */
  for (size_t row = 0; row < count; row++) *rows[row].pointer = found[row];
  return NULL;
}

/* libgit2 built with mbedTLS reads the system's certificates when it starts, which is more than half
   of what starting takes, for connections that are git's to make here and never libgit2's. Names of
   the program come before those of libraries (System V ABI, "Symbol Resolution"), so this is called
   instead: no certificate is read, and any connection would be refused. */
__attribute__((visibility("default"), used)) int mbedtls_x509_crt_parse_file(void *chain,
                                                                             const char *path) {
  (void)chain;
  (void)path;
  return 0;
}

#endif
