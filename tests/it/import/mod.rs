//! Tests of the station `import`.
