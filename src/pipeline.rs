//! The whole way from a folder to a site, in the order that the types give.
