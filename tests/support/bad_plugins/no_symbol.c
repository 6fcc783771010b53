/* A library, but no plugin. */
int unrelated(void);
int unrelated(void) {
  return 1;
}
