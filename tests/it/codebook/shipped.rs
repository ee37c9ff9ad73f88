//! The codebooks that ship with the program are without fault.
