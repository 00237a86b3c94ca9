"""Models that people write and Keras's applications do not: every public function of these modules makes one."""
