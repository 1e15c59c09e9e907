//! Whole feeds of small books.
