//! Fields of front matter by their types: each reader takes what is forgivable and says what is not.
